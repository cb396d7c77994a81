package dev.pathwarden.recorder.attached.program;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Writes personal data in every way content gets into a file, each file named after its way, and then what may be written. Prints {@code <way> done} or {@code <way> blocked}.
 */
public final class Contents {

    private static final String PERSONAL = "Ada Lovelace,ada@example.com,4111 1111 1111 1111\n";
    private static final byte[] BYTES = PERSONAL.getBytes(StandardCharsets.UTF_8);

    private final Path directory;
    private final Map<String, Writing> ways = new LinkedHashMap<>();

    /** One way to write. */
    private interface Writing {
        void to(Path file) throws Exception;
    }

    private Contents(Path directory) {
        this.directory = directory;
        streams();
        channels();
        others();
    }

    /** Argument: directory. */
    public static void main(String[] arguments) {
        Contents contents = new Contents(Path.of(arguments[0]));
        contents.ways.forEach((way, writing) -> System.out.println(way + " " + contents.outcome(way, writing)));
    }

    private String outcome(String way, Writing writing) {
        try {
            writing.to(directory.resolve(way));
            return "done";
        } catch (SecurityException blocked) {
            return "blocked";
        } catch (ExecutionException e) {
            return e.getCause() instanceof SecurityException ? "blocked" : "failed " + e;
        } catch (Exception e) {
            return "failed " + e;
        }
    }

    private void streams() {
        ways.put("personal-FileOutputStream.write", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write(BYTES);
            }
        });
        ways.put("personal-FileOutputStream.write-part", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write(BYTES, 0, BYTES.length);
            }
        });
        ways.put("personal-FileOutputStream.getChannel", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.getChannel().write(ByteBuffer.wrap(BYTES));
            }
        });
        ways.put("personal-FileWriter", file -> {
            try (FileWriter out = new FileWriter(file.toFile())) {
                out.write(PERSONAL);
            }
        });
        ways.put("personal-PrintWriter", file -> {
            try (PrintWriter out = new PrintWriter(file.toFile())) {
                out.print(PERSONAL);
            }
        });
        ways.put("personal-RandomAccessFile.write", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.write(BYTES);
            }
        });
        ways.put("personal-RandomAccessFile.write-part", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.write(BYTES, 0, BYTES.length);
            }
        });
        ways.put("personal-RandomAccessFile.writeBytes", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.writeBytes(PERSONAL);
            }
        });
        ways.put("personal-RandomAccessFile.writeBytes-high", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                StringBuilder high = new StringBuilder();
                PERSONAL.chars().forEach(c -> high.append((char) (c + 0x4100)));
                out.writeBytes(high.toString());
            }
        });
        ways.put("personal-RandomAccessFile.writeChars", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.writeChars(PERSONAL);
            }
        });
        ways.put("personal-RandomAccessFile.writeUTF", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.writeUTF(PERSONAL);
            }
        });
        ways.put("personal-RandomAccessFile.writeBytes-behind-a-megabyte", file -> {
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.writeBytes(" ".repeat(1 << 21) + PERSONAL);
            }
        });
        ways.put("personal-FileOutputStream-over-a-descriptor", file -> {
            try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw"); FileOutputStream out = new FileOutputStream(opened.getFD())) {
                out.write(BYTES);
            }
        });
        ways.put("personal-Files.writeString", file -> Files.writeString(file, PERSONAL));
        ways.put("personal-Files.write-lines", file -> Files.write(file, List.of(PERSONAL)));
        ways.put("personal-Files.newBufferedWriter", file -> {
            try (var out = Files.newBufferedWriter(file)) {
                out.write(PERSONAL);
            }
        });
        ways.put("personal-Files.copy-stream", file -> Files.copy(new ByteArrayInputStream(BYTES), file));
    }

    private void channels() {
        ways.put("personal-FileChannel.write", file -> {
            try (FileChannel out = open(file)) {
                out.write(ByteBuffer.wrap(BYTES));
            }
        });
        ways.put("personal-FileChannel.write-direct", file -> {
            try (FileChannel out = open(file)) {
                out.write(ByteBuffer.allocateDirect(BYTES.length).put(BYTES).flip());
            }
        });
        ways.put("personal-FileChannel.write-position", file -> {
            try (FileChannel out = open(file)) {
                out.write(ByteBuffer.wrap(BYTES), 0);
            }
        });
        ways.put("personal-FileChannel.write-many", file -> {
            try (FileChannel out = open(file)) {
                out.write(new ByteBuffer[] {ByteBuffer.wrap(BYTES, 0, 20), ByteBuffer.wrap(BYTES, 20, BYTES.length - 20)});
            }
        });
        ways.put("personal-AsynchronousFileChannel", file -> {
            try (AsynchronousFileChannel out = AsynchronousFileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(BYTES), 0).get();
            }
        });
        ways.put("harmless-AsynchronousFileChannel-changed-later", file -> changedLater(file, false));
        ways.put("harmless-AsynchronousFileChannel-changed-later-handler", file -> changedLater(file, true));
        ways.put("personal-FileChannel.write-behind-a-megabyte", file -> {
            try (FileChannel out = open(file)) {
                out.write(ByteBuffer.allocateDirect((1 << 21) + BYTES.length).position(1 << 21).put(BYTES).flip());
            }
        });
        ways.put("personal-FileChannel.write-many-behind-a-megabyte", file -> {
            try (FileChannel out = open(file)) {
                out.write(new ByteBuffer[] {ByteBuffer.allocate(1 << 21), ByteBuffer.wrap(BYTES)});
            }
        });
        ways.put("unseen-map", file -> {
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                MappedByteBuffer map = out.map(FileChannel.MapMode.READ_WRITE, 0, BYTES.length);
                map.put(BYTES);
                map.force();
            }
        });
        ways.put("unseen-transferFrom", file -> {
            try (FileChannel out = open(file)) {
                out.transferFrom(Channels.newChannel(new ByteArrayInputStream(BYTES)), 0, BYTES.length);
            }
        });
    }

    private void others() {
        ways.put("split-FileOutputStream", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write("to ada@exa".getBytes(StandardCharsets.UTF_8));
                out.write("mple.com, ".getBytes(StandardCharsets.UTF_8));
            }
        });
        ways.put("split-FileOutputStream-again", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                out.write("to ada@exa".getBytes(StandardCharsets.UTF_8));
                try {
                    out.write("mple.com, ".getBytes(StandardCharsets.UTF_8));
                } catch (SecurityException blocked) {
                    out.write("mple.com, ".getBytes(StandardCharsets.UTF_8));
                }
            }
        });
        ways.put("bytewise-FileOutputStream", file -> {
            try (FileOutputStream out = new FileOutputStream(file.toFile())) {
                for (byte b : BYTES) {
                    out.write(b);
                }
            }
        });
        ways.put("harmless-of-ada@example.com", file -> Files.writeString(file, "three customers, no names\n"));
        ways.put("harmless-text", file -> Files.writeString(file, "three customers, no names\n"));
        ways.put("harmless-ciphertext", file -> {
            byte[] bytes = new byte[4096];
            new Random(7).nextBytes(bytes);
            Files.write(file, bytes);
        });
        ways.put("truncated-FileOutputStream", file -> new FileOutputStream(file.toFile()).close());
    }

    /** The buffer gets the personal data only when it was handed over. */
    private static void changedLater(Path file, boolean withHandler) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        CountDownLatch changed = new CountDownLatch(1);
        executor.submit(() -> changed.await(1, TimeUnit.MINUTES));
        ByteBuffer buffer = ByteBuffer.wrap("x".repeat(BYTES.length).getBytes(StandardCharsets.UTF_8));
        CompletableFuture<Integer> written = new CompletableFuture<>();
        try (AsynchronousFileChannel out = AsynchronousFileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), executor)) {
            Future<Integer> future = written;
            if (withHandler) {
                out.write(buffer, 0, "attachment", new CompletionHandler<Integer, String>() {
                    @Override
                    public void completed(Integer result, String attachment) {
                        written.complete(attachment.equals("attachment") && !buffer.hasRemaining() ? result : -1);
                    }

                    @Override
                    public void failed(Throwable error, String attachment) {
                        written.completeExceptionally(error);
                    }
                });
            } else {
                future = out.write(buffer, 0);
            }
            buffer.duplicate().put(0, BYTES);
            changed.countDown();
            if (future.get() != BYTES.length || buffer.hasRemaining()) {
                throw new IllegalStateException("not all was written, or the buffer does not say so");
            }
        } finally {
            executor.shutdown();
        }
    }

    private static FileChannel open(Path file) throws java.io.IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
