import type { Sql } from './database.ts';

/**
 * Runs `work` in one immediate transaction: all of it is kept or none. The error of a write that failed is
 * rethrown as it was; a full disk
 * has ended the transaction already, so that a rollback would fail with an error of its own and hide the
 * cause.
 */
export function transact<T>(sql: Sql, work: () => T): T {
  sql.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (error) {
    if (sql.inTransaction)
      try {
        sql.exec('ROLLBACK');
      } catch {
        // The first error is the cause; SQLite rolls an open transaction back when it is reopened.
      }
    throw error;
  }
}
