export function renderReadme(): string;
