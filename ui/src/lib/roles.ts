import { m } from '$lib/i18n';

const ROLES = {
  senior: () => m.help_role_senior(),
  leader: () => m.help_role_leader(),
  peer: () => m.help_role_peer(),
  mentor: () => m.help_role_mentor(),
  family: () => m.help_role_family(),
  supervisor: () => m.help_role_supervisor(),
  ustaz: () => m.help_role_ustaz(),
  professional: () => m.help_role_professional(),
  other: () => m.help_role_other()
};

type Role = keyof typeof ROLES;

/** Every role, in the order in which they are offered. */
export const ROLE_ORDER = Object.keys(ROLES) as Role[];

/** What a role is called. */
export function roleName(role: Role): string {
  return ROLES[role]();
}
