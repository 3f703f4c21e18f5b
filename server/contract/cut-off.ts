export { isWithinCutoff, toCutoffSeconds } from '../kernel/grid/cut-off.ts';
