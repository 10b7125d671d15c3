export function commandNames(): readonly string[];
export function commandsAside(): readonly string[];
export function renderIndex(): string;
