package dev.pathwarden.recorder.crash;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A disk that loses what was not forced. Everything that is written below {@link #root} goes to a real directory and into a log; {@link #after} makes the directory that a power failure at any place in the log
 * could have left.
 *
 * <p>Of a file, everything before the last force of it is there; of what came later any part can be, down to single sectors, in any order. The same holds for names, by force of their directory: a file of which everything
 * was forced is gone with its name. A rename happens or does not. For any thread.
 */
public final class LosingDisk {

    private static final int SECTOR = 512;
    private static final String READ_ONLY = "Read-only file system";

    /** A file or directory, whatever its name is. */
    private static final class Node {
        private final Map<String, Node> names;

        Node(boolean directory) {
            names = directory ? new TreeMap<>() : null;
        }
    }

    private enum Kind {
        WRITE, CUT, LINK, UNLINK, RENAME, FORCE, MARK
    }

    /**
     * One entry of the log.
     *
     * @param node file or directory that is changed
     * @param name name in it
     * @param other what gets the name, or the directory that a rename leads to
     * @param moved what a rename moves
     */
    private record Entry(Kind kind, Node node, String name, Node other, String otherName, Node moved, long at, byte[] bytes) {
    }

    /** What there is of that which was not forced. */
    public static final class Luck {
        /** Nothing. */
        public static final Luck NONE = new Luck(null, false);
        /** Nothing but the last change before the power failed. */
        public static final Luck ONLY_THE_LAST = new Luck(null, true);

        private final Long seed;
        private final boolean last;

        private Luck(Long seed, boolean last) {
            this.seed = seed;
            this.last = last;
        }

        /** Any part of it, down to single sectors. */
        public static Luck of(long seed) {
            return new Luck(seed, false);
        }
    }

    private record Placed(int place, Entry entry) {
    }

    private final Path real;
    private final LosingFileSystem system = new LosingFileSystem(this);
    private final Node top = new Node(true);
    private final List<Entry> log = new ArrayList<>();
    private final Set<String> forces = new LinkedHashSet<>();
    private final Set<String> forgotten = new HashSet<>();
    private long room = Long.MAX_VALUE;
    private long changes;
    private long writable = Long.MAX_VALUE;
    private boolean namesRefused;
    private Runnable beforeForce = () -> { };

    /** @param real empty directory in which everything is kept */
    public LosingDisk(Path real) {
        this.real = real.toAbsolutePath();
    }

    /** The directory under which everything is watched. */
    public Path root() {
        return system.path(real);
    }

    public Path real() {
        return real;
    }

    /** Every force so far, by where in the program it was and what it was of. */
    public synchronized Set<String> forces() {
        return new LinkedHashSet<>(forces);
    }

    /** Forgets the forces so far: what follows is what is looked at. */
    public synchronized void forgetForces() {
        forces.clear();
    }

    /** Takes that force for done without doing it. */
    public synchronized void forget(String force) {
        forgotten.add(force);
    }

    /** Lets no more bytes be written than that. */
    public synchronized void setRoom(long bytes) {
        room = bytes;
    }

    /** Is read-only once so many more changes were made, to the files that are open as well: what a system does with a disk that failed, or a server with a share. */
    public synchronized void setReadOnlyAfter(long more) {
        writable = more > Long.MAX_VALUE - changes ? Long.MAX_VALUE : changes + more;
    }

    /** Can be written again. */
    public synchronized void setWritable() {
        writable = Long.MAX_VALUE;
    }

    /** How many changes were asked for so far. */
    public synchronized long changes() {
        return changes;
    }

    /** Runs that in front of every force, in its thread: a slow disk. */
    public synchronized void beforeForce(Runnable wait) {
        beforeForce = wait;
    }

    /** Number of entries in the log: the places at which the power can fail are 0 to this. */
    public synchronized int size() {
        return log.size();
    }

    /** Notes that something was said to be safe. */
    public synchronized void mark(String name) {
        log.add(new Entry(Kind.MARK, null, name, null, null, null, 0, null));
    }

    /** The places behind each change of a name, and behind each mark. */
    public synchronized List<Integer> turns() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < log.size(); i++) {
            if (log.get(i).kind() == Kind.LINK || log.get(i).kind() == Kind.RENAME || log.get(i).kind() == Kind.MARK) {
                places.add(i + 1);
            }
        }
        return places;
    }

    /** Whether that was noted before that place. */
    public synchronized boolean isMarked(String name, int place) {
        return log.subList(0, place).stream().anyMatch(entry -> entry.kind() == Kind.MARK && entry.name().equals(name));
    }

    /** Whether something got that name before that place. */
    public synchronized boolean isNamed(String name, int place) {
        return log.subList(0, place).stream().anyMatch(entry -> entry.kind() == Kind.LINK && entry.name().equals(name));
    }

    // What the file system tells.

    private Node find(Path path) {
        Node node = top;
        for (Path part : real.relativize(path.toAbsolutePath().normalize())) {
            if (!part.toString().isEmpty()) {
                node = node == null || node.names == null ? null : node.names.get(part.toString());
            }
        }
        return node;
    }

    private Node above(Path path) {
        return find(path.toAbsolutePath().normalize().getParent());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** In front of every change that goes by a name. */
    synchronized void checkWritable(Path path) throws IOException {
        if (changes >= writable) {
            throw new FileSystemException(path.toString(), null, READ_ONLY);
        }
        changes++;
    }

    /** In front of every change of a file that is open. */
    synchronized void checkWritable() throws IOException {
        if (changes >= writable) {
            throw new IOException(READ_ONLY);
        }
        changes++;
    }

    synchronized void made(Path path, boolean directory) {
        if (find(path) == null) {
            Node made = new Node(directory);
            above(path).names.put(name(path), made);
            log.add(new Entry(Kind.LINK, above(path), name(path), made, null, null, 0, null));
        }
    }

    synchronized void deleted(Path path) {
        above(path).names.remove(name(path));
        log.add(new Entry(Kind.UNLINK, above(path), name(path), null, null, null, 0, null));
    }

    synchronized void renamed(Path from, Path to) {
        Node moved = above(from).names.remove(name(from));
        above(to).names.put(name(to), moved);
        log.add(new Entry(Kind.RENAME, above(from), name(from), above(to), name(to), moved, 0, null));
    }

    /** A handle of a file, good whatever becomes of its name. */
    synchronized Object handle(Path path) {
        return find(path);
    }

    /** How many of so many bytes there is room for. */
    synchronized int take(int bytes) throws IOException {
        int taken = (int) Math.min(room, bytes);
        if (taken == 0 && bytes > 0) {
            throw new IOException("No space left on device");
        }
        room -= taken;
        return taken;
    }

    synchronized void written(Object handle, long at, byte[] bytes) {
        log.add(new Entry(Kind.WRITE, (Node) handle, null, null, null, null, at, bytes));
    }

    synchronized void cut(Object handle, long size) {
        log.add(new Entry(Kind.CUT, (Node) handle, null, null, null, null, size, null));
    }

    /** Lets no directory be forced, as some network file systems do. */
    public synchronized void refuseNames() {
        namesRefused = true;
    }

    void forced(Object handle, String what) throws IOException {
        synchronized (this) {
            if (namesRefused && handle instanceof Node node && node.names != null) {
                throw new IOException("Invalid argument");
            }
        }
        Runnable wait;
        synchronized (this) {
            wait = beforeForce;
        }
        wait.run();
        synchronized (this) {
            String force = what + " in " + caller();
            forces.add(force);
            if (handle != null && !forgotten.contains(force)) {
                log.add(new Entry(Kind.FORCE, (Node) handle, null, null, null, null, 0, null));
            }
        }
    }

    private static String caller() {
        return StackWalker.getInstance().walk(frames -> {
            StringBuilder chain = new StringBuilder();
            for (StackWalker.StackFrame frame : (Iterable<StackWalker.StackFrame>) frames::iterator) {
                String type = frame.getClassName();
                if (!type.startsWith("dev.pathwarden.") || type.startsWith("dev.pathwarden.recorder.crash.")) {
                    continue;
                }
                chain.append(chain.length() == 0 ? "" : " < ").append(type.substring(type.lastIndexOf('.') + 1)).append('.').append(frame.getMethodName()).append(':').append(frame.getLineNumber());
                if (!type.endsWith(".Disk")) {
                    break;
                }
            }
            return chain.toString();
        });
    }

    /**
     * Makes what a power failure could have left.
     *
     * @param place how many entries of the log had happened
     * @param how what there is of that which was not forced
     */
    public synchronized void after(int place, Luck how, Path into) throws IOException {
        Random luck = how.seed == null ? null : new Random(how.seed);
        boolean[] lasts = lasting(place, luck, how.last);
        Node left = new Node(true);
        Map<Node, Node> copies = new HashMap<>();
        copies.put(top, left);
        Map<Node, List<Placed>> contents = new HashMap<>();
        Map<Node, Node> originals = new HashMap<>();
        for (int i = 0; i < place; i++) {
            Entry entry = log.get(i);
            if (!lasts[i]) {
                continue;
            }
            switch (entry.kind()) {
                case LINK -> copy(copies, originals, entry.node()).names.put(entry.name(), copy(copies, originals, entry.other()));
                case UNLINK -> copy(copies, originals, entry.node()).names.remove(entry.name());
                case RENAME -> {
                    copy(copies, originals, entry.node()).names.remove(entry.name());
                    copy(copies, originals, entry.other()).names.put(entry.otherName(), copy(copies, originals, entry.moved()));
                }
                case WRITE, CUT -> contents.computeIfAbsent(entry.node(), node -> new ArrayList<>()).add(new Placed(i, entry));
                default -> { }
            }
        }
        Map<Node, Integer> forcedAt = new HashMap<>();
        for (int i = 0; i < place; i++) {
            if (log.get(i).kind() == Kind.FORCE) {
                forcedAt.put(log.get(i).node(), i);
            }
        }
        lay(left, into, originals, contents, luck, forcedAt);
    }

    private Node copy(Map<Node, Node> copies, Map<Node, Node> originals, Node of) {
        return copies.computeIfAbsent(of, node -> {
            Node copy = new Node(node.names != null);
            originals.put(copy, node);
            return copy;
        });
    }

    private boolean[] lasting(int place, Random luck, boolean last) {
        double chance = luck == null ? 0 : List.of(0.1, 0.5, 0.9, 1.0).get(luck.nextInt(4));
        boolean[] lasts = new boolean[place];
        Set<Node> forced = new HashSet<>();
        boolean first = true;
        for (int i = place - 1; i >= 0; i--) {
            Entry entry = log.get(i);
            if (entry.kind() == Kind.FORCE) {
                forced.add(entry.node());
            } else {
                boolean kept = forced.contains(entry.kind() == Kind.RENAME ? entry.other() : entry.node()) || luck != null && luck.nextDouble() < chance || last && first;
                lasts[i] = entry.kind() != Kind.MARK && kept;
                first &= entry.kind() == Kind.MARK;
            }
        }
        return lasts;
    }

    private void lay(Node directory, Path into, Map<Node, Node> originals, Map<Node, List<Placed>> contents, Random luck, Map<Node, Integer> forcedAt) throws IOException {
        for (Map.Entry<String, Node> entry : directory.names.entrySet()) {
            Path path = into.resolve(entry.getKey());
            if (entry.getValue().names != null) {
                Files.createDirectory(path);
                lay(entry.getValue(), path, originals, contents, luck, forcedAt);
                continue;
            }
            Node original = originals.get(entry.getValue());
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                for (Placed change : contents.getOrDefault(original, List.of())) {
                    boolean torn = luck != null && change.place() > forcedAt.getOrDefault(original, -1) && luck.nextInt(4) == 0;
                    lay(change.entry(), file, torn ? luck : null);
                }
            }
        }
    }

    private static void lay(Entry change, RandomAccessFile file, Random torn) throws IOException {
        if (change.kind() == Kind.CUT) {
            file.setLength(change.at());
            return;
        }
        int length;
        for (int from = 0; from < change.bytes().length; from += length) {
            // A disk writes its sectors whole or not at all, wherever in one a change begins.
            length = Math.min(SECTOR - (int) ((change.at() + from) % SECTOR), change.bytes().length - from);
            if (torn == null || torn.nextBoolean()) {
                file.seek(change.at() + from);
                file.write(change.bytes(), from, length);
            }
        }
    }
}
