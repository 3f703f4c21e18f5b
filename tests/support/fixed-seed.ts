import { configureGlobal } from 'fast-check';
import { deep } from './depth.ts';

// Everyday runs draw the same cases each time, so that a red run is red for everybody; deep runs draw new
// ones.
if (!deep) configureGlobal({ seed: 20_261_122 });
