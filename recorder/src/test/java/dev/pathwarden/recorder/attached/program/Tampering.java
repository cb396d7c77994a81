package dev.pathwarden.recorder.attached.program;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tries to get at the recorder's own files: a journal, or acknowledgements of a bundle. Prints {@code <attempt> blocked}, {@code done}, or {@code absent} where the recorder has left nothing to try it on.
 * Attempts through a link that a child process made begin with {@code linked-}.
 */
public final class Tampering {

    private final Path journal;
    private final Path jar;
    private final Path bundle;
    private final Path file;
    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    /** One attempt. */
    private interface Attempt {
        void make() throws Exception;
    }

    private Tampering(Path journal, Path jar, Path bundle) throws Exception {
        this.journal = journal;
        this.jar = jar;
        this.bundle = bundle;
        // A child process sees what this one may not.
        Process list = new ProcessBuilder("ls", journal.toString()).start();
        file = journal.resolve(new String(list.getInputStream().readAllBytes()).lines().filter(name -> name.endsWith(".pwj") || name.endsWith(".json")).findFirst().orElseThrow());
        reads();
        writes();
        changes();
        detours();
        links();
    }

    /** Arguments: directory of journals or acknowledgements, agent jar, bundle. The directory lies in the working directory. */
    public static void main(String[] arguments) throws Exception {
        Tampering tampering = new Tampering(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
        tampering.attempts.forEach((name, attempt) -> {
            try {
                attempt.make();
                System.out.println(name + " done");
            } catch (SecurityException blocked) {
                System.out.println(name + " blocked");
            } catch (NoSuchFileException absent) {
                System.out.println(name + " absent");
            } catch (Exception failed) {
                System.out.println(name + " failed " + failed);
            }
        });
    }

    private void reads() {
        attempts.put("read", () -> Files.readAllBytes(file));
        attempts.put("read-bundle", () -> Files.readAllBytes(bundle));
        attempts.put("list-File", () -> journal.toFile().list());
        attempts.put("list-Files", () -> Files.list(journal).close());
        attempts.put("map", () -> FileChannel.open(file).map(FileChannel.MapMode.READ_ONLY, 0, 1));
        attempts.put("copy-away", () -> Files.copy(file, journal.resolveSibling("copy")));
        attempts.put("redirect-input", () -> new ProcessBuilder("cat").redirectInput(file.toFile()).start());
    }

    private void writes() {
        attempts.put("append", () -> new FileOutputStream(file.toFile(), true).close());
        attempts.put("empty", () -> Files.write(file, new byte[0]));
        attempts.put("truncate", () -> FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close());
        attempts.put("random-access", () -> new RandomAccessFile(file.toFile(), "rw").close());
        attempts.put("asynchronous", () -> AsynchronousFileChannel.open(file, StandardOpenOption.WRITE).close());
        attempts.put("writable-map", () -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE).map(FileChannel.MapMode.READ_WRITE, 0, 1));
        attempts.put("new-file", () -> Files.createFile(journal.resolve("x")));
        attempts.put("temporary-file", () -> File.createTempFile("xxx", null, journal.toFile()));
        attempts.put("jar", () -> new FileOutputStream(jar.toFile()).close());
        attempts.put("bundle", () -> Files.write(bundle, new byte[0]));
        attempts.put("copy-over", () -> Files.copy(Path.of("/dev/null"), file, StandardCopyOption.REPLACE_EXISTING));
        attempts.put("redirect-output", () -> new ProcessBuilder("true").redirectOutput(file.toFile()).start());
        attempts.put("own-memory", () -> new RandomAccessFile("/proc/self/mem", "rw").close());
        attempts.put("own-memory-by-number", () -> Files.newByteChannel(Path.of("/proc/" + ProcessHandle.current().pid() + "/mem"), Set.of(StandardOpenOption.WRITE)).close());
    }

    private void changes() {
        attempts.put("delete-File", () -> file.toFile().delete());
        attempts.put("delete-Files", () -> Files.delete(file));
        attempts.put("delete-on-close", () -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE).close());
        attempts.put("rename", () -> journal.toFile().renameTo(journal.resolveSibling("away").toFile()));
        attempts.put("move", () -> Files.move(journal, journal.resolveSibling("away")));
        attempts.put("move-parent", () -> Files.move(journal.getParent(), journal.getParent().resolveSibling("away")));
        attempts.put("move-over", () -> Files.move(Files.createTempFile(null, null), file, StandardCopyOption.REPLACE_EXISTING));
        attempts.put("permissions", () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------")));
        attempts.put("read-only", () -> journal.toFile().setReadOnly());
        attempts.put("times", () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)));
        attempts.put("hard-link", () -> Files.createLink(journal.resolveSibling("hard"), file));
        attempts.put("symbolic-link", () -> Files.createSymbolicLink(journal.resolveSibling("symbolic"), file));
        attempts.put("rename-in", () -> File.createTempFile("xxx", null).renameTo(journal.resolve("x.json").toFile()));
        attempts.put("move-in", () -> Files.move(Files.createTempFile(null, null), journal.resolve("x.json"), StandardCopyOption.ATOMIC_MOVE));
        attempts.put("copy-in", () -> Files.copy(Path.of("/dev/null"), journal.resolve("x.json")));
        attempts.put("hard-link-in", () -> Files.createLink(journal.resolve("x.json"), Files.createTempFile(journal.getParent(), null, null)));
        attempts.put("symbolic-link-in", () -> Files.createSymbolicLink(journal.resolve("x.json"), Path.of("/dev/null")));
        attempts.put("directory-in", () -> Files.createDirectory(journal.resolve("x")));
        attempts.put("secure-move-in", () -> {
            Path forged = Files.createTempFile(journal.getParent(), null, null);
            try (SecureDirectoryStream<Path> parent = secure(journal.getParent())) {
                parent.move(forged.getFileName(), parent, journal.getFileName().resolve("x.json"));
            }
        });
        attempts.put("secure-delete", () -> {
            try (SecureDirectoryStream<Path> parent = secure(journal.getParent())) {
                parent.deleteFile(journal.getFileName().resolve(file.getFileName()));
            }
        });
        attempts.put("secure-write", () -> {
            try (SecureDirectoryStream<Path> parent = secure(journal.getParent())) {
                parent.newByteChannel(journal.getFileName().resolve(file.getFileName()), Set.of(StandardOpenOption.WRITE)).close();
            }
        });
    }

    private static SecureDirectoryStream<Path> secure(Path directory) throws IOException {
        return (SecureDirectoryStream<Path>) Files.newDirectoryStream(directory);
    }

    private void detours() {
        attempts.put("dots", () -> new FileOutputStream(journal + "/../" + journal.getFileName() + "/x").close());
        attempts.put("relative", () -> new FileOutputStream(journal.getFileName() + "/x").close());
        attempts.put("working-directory", () -> new FileOutputStream("/proc/self/cwd/" + journal.getFileName() + "/x").close());
        attempts.put("root-directory", () -> new FileOutputStream("/proc/self/root" + journal + "/x").close());
        attempts.put("root-directory-of-thread", () -> Files.write(Path.of("/proc/thread-self/root" + file), new byte[0]));
        attempts.put("open-descriptor", () -> throughEntry("/proc/self/fd"));
        attempts.put("mapped-file", () -> throughEntry("/proc/self/map_files"));
    }

    /** Writes through what the kernel shows of the file that the recorder has open. */
    private void throughEntry(String directory) throws Exception {
        try (Stream<Path> entries = Files.list(Path.of(directory))) {
            for (Path entry : entries.toList()) {
                if (Files.isSymbolicLink(entry) && entry.toFile().getCanonicalFile().equals(file.toFile().getCanonicalFile())) {
                    FileChannel.open(entry, StandardOpenOption.WRITE).write(ByteBuffer.allocate(1));
                    return;
                }
            }
        }
        throw new NoSuchFileException(directory);
    }

    /** Links that a child process made, which no step was. */
    private void links() throws Exception {
        Path here = journal.getParent();
        new ProcessBuilder("sh", "-c", "mkdir deep other && ln -s " + journal + " linked && ln -s " + here + "/other deep/link").directory(here.toFile()).start().waitFor();
        Path linked = here.resolve("linked");
        attempts.put("linked-write", () -> new FileOutputStream(linked + "/x").close());
        attempts.put("linked-read", () -> Files.readAllBytes(linked.resolve(file.getFileName())));
        attempts.put("linked-delete", () -> Files.delete(linked.resolve(file.getFileName())));
        // The kernel goes up from where the link leads, not from where it lies.
        attempts.put("linked-dots", () -> new FileOutputStream(here + "/deep/link/../" + journal.getFileName() + "/x").close());
    }
}
