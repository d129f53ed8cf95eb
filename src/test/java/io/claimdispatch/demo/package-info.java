/** The demo as its users meet it: its archives, and over HTTP. */
package io.claimdispatch.demo;
