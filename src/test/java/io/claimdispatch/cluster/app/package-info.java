/** The application of the cluster tests: it does nothing but note what it does, outside of the database. */
@NullMarked
package io.claimdispatch.cluster.app;

import org.jspecify.annotations.NullMarked;
