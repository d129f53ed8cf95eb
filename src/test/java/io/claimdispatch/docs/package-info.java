/** What the documents say is compared with the code, and their examples are compiled. */
package io.claimdispatch.docs;
