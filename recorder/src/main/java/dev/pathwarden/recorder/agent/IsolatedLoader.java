package dev.pathwarden.recorder.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent's classes from {@code isolated/} in the agent jar. Its parent is the platform loader, so the program's libraries and the
 * agent's never meet.
 */
final class IsolatedLoader extends ClassLoader {

    private static final String PREFIX = "isolated/";

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final ZipFile jar;

    IsolatedLoader(File file) throws IOException {
        super("pathwarden", getPlatformClassLoader());
        this.file = file;
        jar = new ZipFile(file);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            byte[] bytes = read(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        try {
            byte[] bytes = read(name);
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        String entry = entryOf(name);
        try {
            return jar.getEntry(entry) == null ? null : new URL("jar:" + file.toURI() + "!/" + entry);
        } catch (MalformedURLException e) {
            return null;
        }
    }

    private byte[] read(String name) throws IOException {
        ZipEntry entry = jar.getEntry(entryOf(name));
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static String entryOf(String name) {
        return name.endsWith(".class") ? PREFIX + name.substring(0, name.length() - ".class".length()) + ".classdata" : PREFIX + name;
    }
}
