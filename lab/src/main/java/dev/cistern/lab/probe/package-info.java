/** The probe: it follows single objects in a running JVM to see what sampling can't, who uses them and until when. */
@NullMarked
package dev.cistern.lab.probe;

import org.jspecify.annotations.NullMarked;
