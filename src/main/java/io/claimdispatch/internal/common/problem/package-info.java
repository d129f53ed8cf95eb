/**
 * The catalogue of all that the product tells a user: each error and each log line at INFO or above, with its id and its text.
 * One class per concern; one numbering for all, which docs/errors.md lists. Uses the API only.
 */
@NullMarked
package io.claimdispatch.internal.common.problem;

import org.jspecify.annotations.NullMarked;
