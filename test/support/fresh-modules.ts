import { vi } from 'vitest';

// Files share a process and what it has loaded of happy-dom, but not what our own modules and Preact hold.
vi.resetModules();
