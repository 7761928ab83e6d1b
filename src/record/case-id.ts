/**
 * Id of one execution of a case, unique in a run: the catalogue's id, the project (bench and variant) that ran it, and
 * the number of the attempt where it was tried again.
 */
export function executionId(catalogueId: string, project: string, retry: number): string {
  return `${catalogueId}@${project}${retry === 0 ? '' : `#${retry + 1}`}`;
}
