/**
 * The catalogue of errors and of log lines at INFO or above, each with its id and its text. One class per concern;
 * docs/errors.md lists the common numbering. Uses the API only.
 */
@NullMarked
package io.claimdispatch.internal.common.problem;

import org.jspecify.annotations.NullMarked;
