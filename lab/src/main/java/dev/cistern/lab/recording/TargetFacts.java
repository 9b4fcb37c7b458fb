package dev.cistern.lab.recording;

import java.util.List;

/**
 * What the target is.
 *
 * @param pid its process id; 0 where only a recording file is known
 * @param mainClass its main class or jar, as {@code jps} shows it; empty where unknown
 * @param jvm name and version of its JVM
 * @param javaVersion its feature version, 17 to 25 and up; 0 where unknown
 * @param collector its collector: Serial, Parallel, G1, ZGC or Shenandoah; empty where unknown
 * @param cores the number of processors it sees; 0 where unknown
 * @param classPath its class path and module path entries, absolute where they could be resolved; empty where unknown
 * @param javaHome the home folder of its JDK; empty where unknown
 * @param jvmArguments the arguments given to its JVM
 */
public record TargetFacts(
        long pid,
        String mainClass,
        String jvm,
        int javaVersion,
        String collector,
        int cores,
        List<String> classPath,
        String javaHome,
        List<String> jvmArguments) {}
