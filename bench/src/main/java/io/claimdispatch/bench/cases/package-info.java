/** What is compared, a class for each case. */
@NullMarked
package io.claimdispatch.bench.cases;

import org.jspecify.annotations.NullMarked;
