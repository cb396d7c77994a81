package dev.pathwarden.model.store;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Opens a store whose manifest does not fit, or that has none. Eclipse Store believes every length it reads, so it reads this one in a process of its own, from a copy, with a small heap, no environment and only our own types; and that
 * process does nothing but write the segments into an archive, which is then read like any archive from elsewhere.
 *
 * <p>What is shown is what the store says, and may be made up.
 */
final class UnverifiedStore {

    /** What a process may do that reads one. */
    record Bounds(int heapMegabytes, long baseSeconds) {
        static final Bounds USUAL = new Bounds(256, 60);
    }

    /** Files that Eclipse Store makes. Nothing else is copied, whatever lies there. */
    private static final Pattern FILE = Pattern.compile("PersistenceTypeDictionary\\.ptd|channel_0/(channel_0_\\d{1,9}\\.dat|transactions_0\\.sft)");
    private static final String WARNING = "It was opened without being verified, as --unverified says: what is shown may have been made up by whoever had it before.";
    private static final int MOST_FILES = 10_000;
    private static final int DEEPEST = 2;
    private static final int MOST_SAID = 2_000;
    private static final long BYTES_PER_SECOND = 4 << 20;
    private static final int SINCE_UNSAFE_WARNS = 24;

    private final Path location;
    private final Bounds bounds;

    private UnverifiedStore(Path location, Bounds bounds) {
        this.location = location;
        this.bounds = bounds;
    }

    static Snapshot open(Path location) throws IOException {
        return open(location, Bounds.USUAL);
    }

    static Snapshot open(Path location, Bounds bounds) throws IOException {
        return new UnverifiedStore(location, bounds).open();
    }

    private Snapshot open() throws IOException {
        if (isEncrypted()) {
            throw refused("it is encrypted, and what is in it cannot be told without verifying it; open it without --unverified");
        }
        Path directory = Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "pathwarden-unverified-");
        Thread atExit = new Thread(() -> delete(directory), "pathwarden-copy-delete");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Path store = Files.createDirectories(directory.resolve("store"));
            long bytes = lockedCopy(store);
            Path archive = directory.resolve("unverified.pathwarden");
            String refusal = read(store, archive, bytes);
            if (refusal != null) {
                throw new SnapshotException(SnapshotException.Cause.INPUT, "The store " + location + " could not be read: " + refusal + ".");
            }
            return new UnverifiedSnapshot(location, Archives.open(archive, EncryptionKeys.NONE), WARNING, () -> {
                delete(directory);
                forget(atExit);
            });
        } catch (IOException | RuntimeException e) {
            delete(directory);
            forget(atExit);
            throw e;
        }
    }

    private boolean isEncrypted() throws IOException {
        try {
            return Stores.isFinished(location) && Manifest.read(location).clear() != null;
        } catch (Manifest.DamagedException none) {
            return false;
        }
    }

    private long lockedCopy(Path target) throws IOException {
        try (OwnerLock lock = OwnerLock.share(StoreLayout.lock(location))) {
            Objects.requireNonNull(lock);
            return copy(target);
        } catch (NoSuchFileException none) {
            return copy(target);
        } catch (OwnerLock.HeldException e) {
            throw Stores.inUse(location, e);
        }
    }

    /** Copies regular files with names of a store's; returns how many bytes. A link is refused wherever it leads. */
    private long copy(Path target) throws IOException {
        Path source = StoreLayout.store(location);
        List<Path> files = new ArrayList<>();
        // Links are visited as what they are, not followed.
        Files.walkFileTree(source, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isSymbolicLink()) {
                    throw refused("it holds a link, " + location.relativize(file) + ", and no store does");
                }
                if (attributes.isRegularFile() && FILE.matcher(source.relativize(file).toString().replace('\\', '/')).matches()) {
                    files.add(file);
                }
                if (files.size() > MOST_FILES) {
                    throw refused("it holds more than " + MOST_FILES + " files");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        long room = Files.getFileStore(target).getUsableSpace();
        if (bytes > room / 2) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "The store " + location + " has " + bytes + " bytes, and " + target + " has room for " + room + ", where two copies are made; make room there.");
        }
        for (Path file : files) {
            copy(file, target.resolve(source.relativize(file).toString()));
        }
        return bytes;
    }

    private void copy(Path file, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        long length = Files.size(file);
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS); OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            if (!Manifest.transfer(in, out, length)) {
                throw refused("its file " + location.relativize(file) + " grew while it was copied");
            }
        }
    }

    private SnapshotException refused(String why) {
        return new SnapshotException(SnapshotException.Cause.INPUT, "The store " + location + " was not opened: " + why + ".");
    }

    /** Lets the other process write the archive; why it did not, or null. */
    private String read(Path store, Path archive, long bytes) throws IOException {
        Path said = archive.resolveSibling("said");
        ProcessBuilder builder = new ProcessBuilder(command(store, archive)).directory(archive.getParent().toFile()).redirectErrorStream(true).redirectOutput(said.toFile());
        // No agent and no option of the user's JVMs, no key and no password.
        builder.environment().clear();
        Process process = builder.start();
        process.getOutputStream().close();
        long seconds = bounds.baseSeconds() + bytes / BYTES_PER_SECOND;
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return "the process that read it was not done after " + seconds + " s, and was ended";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "reading was interrupted";
        } finally {
            process.destroyForcibly();
        }
        return switch (process.exitValue()) {
            case UnverifiedReader.DONE -> null;
            case UnverifiedReader.REFUSED -> sentence(said(said));
            case UnverifiedReader.NO_MEMORY -> noMemory();
            // Where there is too little even for the reader itself to begin, the JVM says it.
            default -> said(said).contains("OutOfMemoryError") ? noMemory() : "the process that read it crashed (exit code " + process.exitValue() + "), as it does on lengths that are not true";
        };
    }

    private String noMemory() {
        return "it asks for more memory than the " + bounds.heapMegabytes() + " MB that reading an unverified store may take";
    }

    private static String said(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_SAID), StandardCharsets.UTF_8).strip();
        }
    }

    /** Why it refused, which it says last. */
    private static String sentence(String said) {
        return said.lines().reduce((first, last) -> last).orElse("the process that read it gave no reason");
    }

    private List<String> command(Path store, Path archive) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + bounds.heapMegabytes() + "m", "-XX:MaxDirectMemorySize=" + bounds.heapMegabytes() + "m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + archive.resolveSibling("crash"), "-Djava.io.tmpdir=" + archive.getParent()));
        if (Runtime.version().feature() >= SINCE_UNSAFE_WARNS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path")), UnverifiedReader.class.getName(), store.toString(), archive.toString()));
        return command;
    }

    /** It is started in another directory than this one was. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }

    private static void delete(Path directory) {
        try {
            Disk.delete(directory);
        } catch (IOException e) {
            // It is in the temporary directory, and nothing needs it.
            return;
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The JVM is ending, and the hook deletes what is left.
            return;
        }
    }
}
