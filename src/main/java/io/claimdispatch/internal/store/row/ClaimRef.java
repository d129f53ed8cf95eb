package io.claimdispatch.internal.store.row;

import io.claimdispatch.internal.common.TableName;

/**
 * The right to change one claimed row: every write of it is fenced by the token.
 *
 * @param table the table of the row
 * @param id the id of the row
 * @param token the token of the claim
 */
public record ClaimRef(TableName table, long id, long token) {}
