/** What is measured: the product and its peers, each a class of its own that may know no other. */
@NullMarked
package io.claimdispatch.bench.contender;

import org.jspecify.annotations.NullMarked;
