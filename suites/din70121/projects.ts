import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { dc, plain } from '../engine/variant-pics.js';

const dinProject = projectsIn('din70121', {});

/** The station that speaks DIN SPEC 70121. */
export const dinProjects: readonly SuiteProject[] = [
  dinProject(
    'din70121-dc',
    {},
    { mode: 'DC', security: 'none', protocol: 'din', pics: { ...dc, ...plain }, gateway: 'din' },
  ),
];
