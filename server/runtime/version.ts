/** Digest of what computes, put in by the build; absent where the sources run as they are. */
declare const CARESHED_SOURCES: string | undefined;

const RELEASE = '0.1.0';

/**
 * Version of the engine; part of every run's identity, so that a new engine answers again instead of from
 * the store.
 * A built one carries the digest of its sources (`0.1.0+3fa9c1d2`): equal sources, equal version, on every
 * machine.
 */
export const ENGINE_VERSION =
  typeof CARESHED_SOURCES === 'string' ? `${RELEASE}+${CARESHED_SOURCES}` : RELEASE;
