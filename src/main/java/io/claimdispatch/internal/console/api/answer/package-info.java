/**
 * Answers that more than one route gives, each made from what the commands and reads of the operators return. Uses what
 * all routes share, and no route.
 */
@NullMarked
package io.claimdispatch.internal.console.api.answer;

import org.jspecify.annotations.NullMarked;
