package dev.pathwarden.recorder.attached;

import dev.pathwarden.recorder.attached.program.OtherAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;

/** The jar of {@link OtherAgent}. */
final class OtherAgentJar {

    private OtherAgentJar() {
    }

    /** Makes it in that directory. */
    static Path in(Path directory) throws IOException {
        Path jar = directory.resolve("other-agent.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", OtherAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        main.putValue("Class-Path", Stream.of(OtherAgent.class, ByteBuddy.class).map(OtherAgentJar::location).collect(Collectors.joining(" ")));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new JarEntry("empty"));
        }
        return jar;
    }

    private static String location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().toString();
    }
}
