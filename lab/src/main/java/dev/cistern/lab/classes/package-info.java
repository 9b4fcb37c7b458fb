/** What the class files of a target tell of an object: whether it can be reset, whether it escapes, what depends on it. */
@NullMarked
package dev.cistern.lab.classes;

import org.jspecify.annotations.NullMarked;
