package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which records of journals are in the parts of a recording up to one of them, written down beside the journals before that part is finished. Whoever goes on recording there seals no record twice, and whoever
 * reads the journals knows which files were let go. It counts if the part was finished.
 *
 * <pre>
 * pathwarden-sealed 1
 * file &lt;journal file&gt; &lt;position&gt; &lt;offsets that are in no part, with commas&gt; &lt;offsets that are in a part and still needed&gt;     - for none
 * gone &lt;file set&gt; &lt;first number&gt; &lt;last number&gt;
 * end &lt;SHA-256 of the lines above&gt;
 * </pre>
 *
 * @param files by name of the file
 * @param gone the files that were let go, by name of their set: numbers of the first ones of each stretch, with the last one of it
 */
public record SealedRecords(Map<String, Sealed> files, Map<String, TreeMap<Integer, Integer>> gone) {

    /**
     * What was sealed of one file: the records before the position, but for those that are named.
     *
     * @param unsealed offsets of records that are in no part
     * @param needed offsets of records that are in a part, and without which later ones of their run cannot be understood
     */
    public record Sealed(int position, Set<Integer> unsealed, Set<Integer> needed) {
        public Sealed {
            unsealed = Set.copyOf(unsealed);
            needed = Set.copyOf(needed);
        }

        /** Whether the record at that offset is in a part, and not needed any more. */
        public boolean isDone(int offset) {
            return offset < position && !unsealed.contains(offset) && !needed.contains(offset);
        }
    }

    private static final String TITLE = "pathwarden-sealed 1";
    private static final String SUFFIX = ".sealed";
    private static final String NONE = "-";
    private static final String NUMBER = "\\d{1,9}";
    private static final String NUMBERS = "(-|" + NUMBER + "(?:," + NUMBER + ")*+)";
    private static final Pattern FILE = Pattern.compile("file (\\S{1,60}) (" + NUMBER + ") " + NUMBERS + " " + NUMBERS);
    private static final Pattern GONE = Pattern.compile("gone (\\S{1,60}) (" + NUMBER + ") (" + NUMBER + ")");
    private static final long LARGEST = 64 << 20;

    /** Nothing was sealed. */
    public static SealedRecords none() {
        return new SealedRecords(new TreeMap<>(), new TreeMap<>());
    }

    /** Notes that a file was let go. */
    public void letGo(String set, int number) {
        letGo(gone.computeIfAbsent(set, first -> new TreeMap<>()), number);
    }

    /** Adds a number to stretches of them. */
    public static void letGo(TreeMap<Integer, Integer> stretches, int number) {
        Map.Entry<Integer, Integer> before = stretches.floorEntry(number);
        int first = before != null && before.getValue() >= number - 1 ? before.getKey() : number;
        int last = before != null && before.getValue() >= number ? before.getValue() : number;
        Integer after = stretches.remove(last + 1);
        stretches.put(first, after == null ? last : after);
    }

    /** What is to be written into {@link #file}, in ASCII. One that is cut is none. */
    public String text() {
        StringBuilder text = new StringBuilder(TITLE).append('\n');
        files.forEach((name, sealed) -> text.append("file ").append(name).append(' ').append(sealed.position()).append(' ').append(text(sealed.unsealed())).append(' ').append(text(sealed.needed())).append('\n'));
        gone.forEach((set, stretches) -> stretches.forEach((first, last) -> text.append("gone ").append(set).append(' ').append(first).append(' ').append(last).append('\n')));
        String end = digest(text.toString());
        return text.append("end ").append(end).append('\n').toString();
    }

    private static String text(Set<Integer> offsets) {
        return offsets.isEmpty() ? NONE : new TreeSet<>(offsets).stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /**
     * Reads what was written with that part.
     *
     * @throws NoSuchFileException if nothing was
     * @throws IOException if it cannot be read, or is not what was written
     */
    public static SealedRecords read(Path journals, String part) throws IOException {
        Path file = file(journals, part);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(file.toString());
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + " is larger than anything that Pathwarden writes there");
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = text.lastIndexOf("end ");
        if (!text.startsWith(TITLE + "\n") || end < 0 || !text.substring(end).equals("end " + digest(text.substring(0, end)) + "\n")) {
            throw new IOException(file + " is cut or changed");
        }
        SealedRecords read = none();
        for (String line : text.substring(TITLE.length() + 1, end).lines().toList()) {
            Matcher sealed = FILE.matcher(line);
            Matcher stretch = GONE.matcher(line);
            if (sealed.matches()) {
                read.files.put(sealed.group(1), new Sealed(Integer.parseInt(sealed.group(2)), offsets(sealed.group(3)), offsets(sealed.group(4))));
            } else if (stretch.matches()) {
                read.gone.computeIfAbsent(stretch.group(1), set -> new TreeMap<>()).put(Integer.parseInt(stretch.group(2)), Integer.parseInt(stretch.group(3)));
            } else {
                throw new IOException(file + " has a line that is none");
            }
        }
        return read;
    }

    private static Set<Integer> offsets(String text) {
        return text.equals(NONE) ? Set.of() : Arrays.stream(text.split(",")).map(Integer::parseInt).collect(Collectors.toSet());
    }

    /** The parts with which something was written down, the latest first. */
    public static List<String> parts(Path journals) throws IOException {
        try (Stream<Path> files = Files.list(journals)) {
            List<String> parts = new ArrayList<>(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX)).map(name -> name.substring(0, name.length() - SUFFIX.length())).toList());
            parts.sort(java.util.Comparator.reverseOrder());
            return parts;
        }
    }

    /** Deletes what was written down with a part; nothing happens where there is nothing. */
    public static void delete(Path journals, String part) throws IOException {
        Files.deleteIfExists(file(journals, part));
    }

    /** Where it is written down with a part. */
    public static Path file(Path journals, String part) {
        return journals.resolve(part + SUFFIX);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
