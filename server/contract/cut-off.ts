export { isWithinCutoff } from '../kernel/grid/cut-off.ts';
