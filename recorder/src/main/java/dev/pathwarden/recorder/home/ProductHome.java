package dev.pathwarden.recorder.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds the parts of the product below its root directory, as a build leaves them: the agent, the sample programs, the workbench.
 *
 * @param root directory that holds the product
 */
public record ProductHome(Path root) {

    /** System property that names the root; the launcher script sets it. */
    public static final String PROPERTY = "pathwarden.home";

    private static final int WORKBENCH_JAVA = 25;

    public ProductHome {
        Objects.requireNonNull(root, "root");
    }

    /**
     * The home that the launcher script named.
     *
     * @throws MissingPartException if it named none
     */
    public static ProductHome ofSystem() {
        String root = System.getProperty(PROPERTY);
        if (root == null || root.isEmpty()) {
            throw new MissingPartException("The system property " + PROPERTY + " is not set: start Pathwarden through its script, pathwarden.");
        }
        return new ProductHome(Path.of(root).toAbsolutePath());
    }

    /** The jar that is put into watched JVMs. */
    public Path agentJar() {
        return part(root.resolve("recorder").resolve("target").resolve("pathwarden-agent.jar"));
    }

    /** Class path of the sample programs. */
    public String samplesClassPath() {
        return classPath("sample-traces");
    }

    /** Class path of the workbench. */
    public String workbenchClassPath() {
        return classPath("workbench");
    }

    /**
     * The java command that can start the workbench: the one of this JVM.
     *
     * @throws MissingPartException if this JVM is too old for it
     */
    public Path workbenchJava() {
        if (Runtime.version().feature() < WORKBENCH_JAVA) {
            throw new MissingPartException("The workbench needs a JDK " + WORKBENCH_JAVA + " or later, and this is " + Runtime.version().feature()
                    + ": start Pathwarden through its script, which finds one.");
        }
        return java();
    }

    /** The java command of this JVM. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private String classPath(String module) {
        Path target = root.resolve(module).resolve("target");
        List<String> entries = new ArrayList<>();
        entries.add(part(jarOf(module, target)).toString());
        entries.add(part(target.resolve("lib")) + java.io.File.separator + "*");
        return String.join(java.io.File.pathSeparator, entries);
    }

    private static Path jarOf(String module, Path target) {
        String name = "pathwarden-" + module + "-*.jar";
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, name)) {
                for (Path jar : jars) {
                    return jar;
                }
            } catch (IOException e) {
                throw new MissingPartException("The directory " + target + " cannot be read: " + e.getMessage() + ".", e);
            }
        }
        return target.resolve(name);
    }

    private static Path part(Path path) {
        if (!Files.exists(path)) {
            throw new MissingPartException("A part of Pathwarden is missing: " + path + " is not there; build it with ./mvnw package.");
        }
        return path;
    }
}
