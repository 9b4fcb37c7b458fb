package dev.cistern.lab.recording;

/**
 * A JVM that can be observed.
 *
 * @param pid its process id
 * @param mainClass its main class or jar, without arguments; empty where unknown
 * @param javaVersion its feature version, 17 or 25; 0 where it is not known without attaching, which is also so while a
 *     JVM is starting and cannot be attached to yet
 * @param collector its collector: Serial, Parallel, G1, ZGC or Shenandoah; empty where it is not known without attaching
 */
public record RunningJvm(long pid, String mainClass, int javaVersion, String collector) {}
