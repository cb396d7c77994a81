package dev.pathwarden.recorder.gate;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/** Finds a class file's supertypes by reading class files only: no class is loaded for it. */
final class Supertypes {

    private static final int MOST_READ = 200;

    private Supertypes() {
    }

    /** Whether the class implements or extends that type, directly or through others that its loader can find. */
    static boolean includes(ClassLoader loader, byte[] classFile, String internalName) {
        Set<String> seen = new HashSet<>();
        Deque<byte[]> open = new ArrayDeque<>();
        open.add(classFile);
        while (!open.isEmpty() && seen.size() < MOST_READ) {
            ClassReader reader = new ClassReader(open.poll());
            Set<String> direct = new HashSet<>(java.util.List.of(reader.getInterfaces()));
            if (reader.getSuperName() != null) {
                direct.add(reader.getSuperName());
            }
            if (direct.contains(internalName)) {
                return true;
            }
            for (String name : direct) {
                // JDK types implement nothing that is hooked in libraries, and java.sql's own hierarchy is found by name.
                if (seen.add(name) && (!name.startsWith("java/") || name.startsWith("java/sql/"))) {
                    byte[] bytes = read(loader, name);
                    if (bytes != null) {
                        open.add(bytes);
                    }
                }
            }
        }
        return false;
    }

    private static byte[] read(ClassLoader loader, String internalName) {
        try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            return null;
        }
    }
}
