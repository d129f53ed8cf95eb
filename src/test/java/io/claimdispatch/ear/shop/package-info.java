/** What only one WAR of the EAR has. */
@NullMarked
package io.claimdispatch.ear.shop;

import org.jspecify.annotations.NullMarked;
