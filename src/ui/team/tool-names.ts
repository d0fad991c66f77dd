/** The tools that are built; none leaves this device, and what writes asks first. */
export const TOOLS = ['write_file', 'read_file', 'list_files', 'update_plan', 'ask_user', 'calculate', 'now'] as const;
export type ToolName = (typeof TOOLS)[number];
