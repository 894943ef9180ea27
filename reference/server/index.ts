export { type ContractsServerOptions, createContractsServer } from './contracts-server.ts';
export { REFERENCE_SERVICES } from './reference-services.ts';
export { SERVER_LIMITS, type ServerLimits } from './server-limits.ts';
export type { ExportRequest, ExportResult, ServerServices, ValidateRequest } from './server-services.ts';
export { DEFAULT_PORT, type RunningServer, type StartServerOptions, startServer } from './start-server.ts';
