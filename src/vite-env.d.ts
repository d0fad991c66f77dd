/// <reference types="vite/client" />

/** Chromium's guard of script URLs: the DOM types of TypeScript 7 do not know it yet. Absent in other browsers. */
declare var trustedTypes:
  | {
      createPolicy(
        name: string,
        rules: { createScriptURL(url: string): string },
      ): { createScriptURL(url: string): string };
    }
  | undefined;
