/** Version of the engine; part of every run's identity, so a new version answers anew instead of from the store. */
export const ENGINE_VERSION = '0.1.0';
