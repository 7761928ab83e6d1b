/** Colours of the printed report. */
export const paper = {
  ink: '#1c2733',
  muted: '#55606b',
  line: '#cfd7de',
  ground: '#f3f6f8',
  accent: '#1f4e79',
  watermark: '#f1f3f5',
  white: '#ffffff',
} as const;
