/** One page with all instruments for one JVM, on loopback: they take turns, and each shows what it saw last. */
@NullMarked
package dev.cistern.lab.web;

import org.jspecify.annotations.NullMarked;
