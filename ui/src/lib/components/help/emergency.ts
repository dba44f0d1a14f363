/** Malaysia's emergency number. */
export const EMERGENCY_NUMBER = '999';
