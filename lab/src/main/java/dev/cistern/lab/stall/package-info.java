/** When work stood still and why: allocation stalls, pauses, locks, waits for pools and loads of caches, thread by thread. */
@NullMarked
package dev.cistern.lab.stall;

import org.jspecify.annotations.NullMarked;
