/** What both WARs of the EAR have. */
@NullMarked
package io.claimdispatch.ear.web;

import org.jspecify.annotations.NullMarked;
