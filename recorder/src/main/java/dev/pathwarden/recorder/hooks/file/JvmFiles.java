package dev.pathwarden.recorder.hooks.file;

import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files that the JVM reads for itself: the Java home, the class path, random devices, the container's limits. Reading them is no action of an agent.
 *
 * <p>Only reads are passed over, and only by path: writing to these files is a step like any other. Where the working directory itself is on the class
 * path, only its class files are passed over.
 */
public final class JvmFiles {

    private static final Set<String> SINGLE = Set.of("/dev/random", "/dev/urandom", "/proc/self/cgroup", "/proc/self/mountinfo", "/proc/self/stat");

    private final Set<String> files = new HashSet<>(SINGLE);
    private final String[] directories;
    private final String workingDirectory = FilePaths.absolute(".");
    private boolean classesInWorkingDirectory;

    /**
     * The files of a JVM.
     *
     * @param javaHome the Java home
     * @param classPath its class path, entries separated by colons
     */
    public JvmFiles(String javaHome, String classPath) {
        Set<String> roots = new HashSet<>(List.of("/sys/fs/cgroup/"));
        addBoth(roots, new File(javaHome));
        for (String entry : classPath.split(File.pathSeparator)) {
            File file = new File(entry.isEmpty() ? "." : entry);
            if (file.isFile()) {
                files.add(FilePaths.absolute(file.getPath()));
            } else if (file.isDirectory() && FilePaths.absolute(file.getPath()).equals(workingDirectory)) {
                classesInWorkingDirectory = true;
            } else if (file.isDirectory()) {
                roots.add(FilePaths.absolute(file.getPath()) + "/");
            }
        }
        directories = roots.toArray(String[]::new);
    }

    private static void addBoth(Set<String> roots, File directory) {
        roots.add(FilePaths.absolute(directory.getPath()) + "/");
        try {
            roots.add(directory.getCanonicalPath() + "/");
        } catch (IOException e) {
            // The name it was given remains.
        }
    }

    /** Whether reading that absolute path is the JVM's own business. */
    public boolean contains(String path) {
        if (files.contains(path)) {
            return true;
        }
        for (String directory : directories) {
            if (path.startsWith(directory)) {
                return true;
            }
        }
        return classesInWorkingDirectory && path.endsWith(".class") && path.startsWith(workingDirectory);
    }
}
