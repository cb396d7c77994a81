package dev.pathwarden.recorder.attached.program.ways;

import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Formatter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.FileImageOutputStream;

/** Files made, written over, appended to, truncated and mapped. */
final class FileWrites {

    private static final Set<OpenOption> CREATE = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    private FileWrites() {
    }

    static void addTo(Map<String, Way> ways) {
        streams(ways);
        files(ways);
        channels(ways);
        throughLibraries(ways);
        appends(ways);
        truncations(ways);
        ways.put("write-reflection", scene -> write((OutputStream) Class.forName("java.io.FileOutputStream").getConstructor(String.class).newInstance(scene.fresh().toString())));
        ways.put("write-method-handle", scene -> write((FileOutputStream) MethodHandles.lookup()
                .findConstructor(FileOutputStream.class, MethodType.methodType(void.class, File.class)).invoke(scene.fresh().toFile())));
    }

    private static void write(OutputStream stream) throws java.io.IOException {
        try (stream) {
            stream.write('x');
        }
    }

    private static void write(Writer writer) throws java.io.IOException {
        try (writer) {
            writer.write("x");
        }
    }

    private static void streams(Map<String, Way> ways) {
        ways.put("write-FileOutputStream", scene -> write(new FileOutputStream(scene.fresh().toString())));
        ways.put("write-FileOutputStream-File", scene -> write(new FileOutputStream(scene.fresh().toFile())));
        ways.put("write-FileWriter", scene -> write(new FileWriter(scene.fresh().toFile())));
        ways.put("write-PrintWriter", scene -> write(new PrintWriter(scene.fresh().toFile())));
        ways.put("write-PrintStream", scene -> write(new PrintStream(scene.fresh().toFile())));
        ways.put("write-Formatter", scene -> {
            try (Formatter formatter = new Formatter(scene.fresh().toFile())) {
                formatter.format("x");
            }
        });
        ways.put("write-RandomAccessFile", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.fresh().toFile(), "rw")) {
                file.write('x');
            }
        });
        ways.put("write-RandomAccessFile-rws", scene -> new RandomAccessFile(scene.fresh().toFile(), "rws").close());
    }

    private static void files(Map<String, Way> ways) {
        ways.put("write-File.createNewFile", scene -> scene.fresh().toFile().createNewFile());
        ways.put("write-File.createTempFile", scene -> File.createTempFile(scene.token(), null, scene.directory().toFile()));
        ways.put("write-Files.createFile", scene -> Files.createFile(scene.fresh()));
        ways.put("write-Files.createTempFile", scene -> Files.createTempFile(scene.directory(), scene.token(), null));
        ways.put("write-Files.write", scene -> Files.write(scene.fresh(), new byte[] {'x'}));
        ways.put("write-Files.write-lines", scene -> Files.write(scene.fresh(), List.of("x")));
        ways.put("write-Files.writeString", scene -> Files.writeString(scene.fresh(), "x"));
        ways.put("write-Files.newOutputStream", scene -> write(Files.newOutputStream(scene.fresh())));
        ways.put("write-Files.newBufferedWriter", scene -> write(Files.newBufferedWriter(scene.fresh())));
        ways.put("write-Files.copy-from-stream", scene -> Files.copy(new ByteArrayInputStream(new byte[1]), scene.fresh()));
    }

    private static void channels(Map<String, Way> ways) {
        ways.put("write-FileChannel", scene -> {
            try (FileChannel channel = FileChannel.open(scene.fresh(), CREATE)) {
                channel.write(ByteBuffer.wrap(scene.line()));
            }
        });
        ways.put("write-Files.newByteChannel", scene -> Files.newByteChannel(scene.fresh(), CREATE).close());
        ways.put("write-AsynchronousFileChannel", scene -> {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(scene.fresh(), CREATE, null)) {
                channel.write(ByteBuffer.wrap(scene.line()), 0).get();
            }
        });
        ways.put("write-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory()); SeekableByteChannel channel = directory.newByteChannel(scene.fresh().getFileName(), CREATE)) {
                channel.write(ByteBuffer.wrap(scene.line()));
            }
        });
        ways.put("overwrite-FileChannel", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
        });
        ways.put("overwrite-RandomAccessFile", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "rw")) {
                file.write('x');
            }
        });
        ways.put("overwrite-FileChannel.transferFrom", scene -> {
            try (FileChannel channel = FileChannel.open(scene.fresh(), CREATE)) {
                channel.transferFrom(Channels.newChannel(new ByteArrayInputStream(scene.line())), 0, scene.line().length);
            }
        });
        ways.put("overwrite-FileChannel.transferTo", scene -> {
            try (FileChannel from = FileChannel.open(Path.of(scene.world("source"))); FileChannel to = FileChannel.open(scene.fresh(), CREATE)) {
                from.transferTo(0, from.size(), to);
            }
        });
        ways.put("map-FileChannel", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 1);
                map.put((byte) 'x');
                map.force();
            }
        });
        ways.put("map-RandomAccessFile", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "rw")) {
                MappedByteBuffer map = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, 1);
                map.put((byte) 'x');
                map.force();
            }
        });
        ways.put("map-Arena", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                Class<?> arena = Class.forName("java.lang.foreign.Arena");
                Object segment = FileChannel.class.getMethod("map", FileChannel.MapMode.class, long.class, long.class, arena)
                        .invoke(channel, FileChannel.MapMode.READ_WRITE, 0L, 1L, arena.getMethod("ofAuto").invoke(null));
                Class<?> type = Class.forName("java.lang.foreign.MemorySegment");
                ((ByteBuffer) type.getMethod("asByteBuffer").invoke(segment)).put((byte) 'x');
                type.getMethod("force").invoke(segment);
            }
        });
    }

    private static void throughLibraries(Map<String, Way> ways) {
        ways.put("write-ZipOutputStream", scene -> {
            try (ZipOutputStream zip = new ZipOutputStream(new FileOutputStream(scene.fresh().toFile()))) {
                zip.putNextEntry(new ZipEntry("entry"));
            }
        });
        ways.put("write-zip-file-system", scene -> {
            try (FileSystem zip = FileSystems.newFileSystem(scene.fresh(), Map.of("create", "true"))) {
                Files.writeString(zip.getPath("entry"), "x");
            }
        });
        ways.put("write-logging-FileHandler", scene -> {
            FileHandler handler = new FileHandler(scene.fresh().toString());
            handler.publish(new LogRecord(Level.INFO, "x"));
            handler.close();
        });
        ways.put("write-Properties.store", scene -> {
            try (Writer writer = new FileWriter(scene.fresh().toFile())) {
                new Properties().store(writer, null);
            }
        });
        ways.put("write-ObjectOutputStream", scene -> {
            try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(scene.fresh().toFile()))) {
                out.writeObject("x");
            }
        });
        ways.put("write-ImageIO", scene -> {
            try (FileImageOutputStream out = new FileImageOutputStream(scene.fresh().toFile())) {
                ImageIO.write(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png", out);
            }
        });
        ways.put("write-heap-dump", scene -> {
            Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
            Object bean = Class.forName("java.lang.management.ManagementFactory").getMethod("getPlatformMXBean", Class.class).invoke(null, type);
            type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, scene.fresh() + ".hprof", true);
        });
    }

    private static void appends(Map<String, Way> ways) {
        ways.put("append-FileOutputStream", scene -> write(new FileOutputStream(scene.old().toFile(), true)));
        ways.put("append-FileWriter", scene -> write(new FileWriter(scene.old().toFile(), true)));
        ways.put("append-Files.writeString", scene -> Files.writeString(scene.old(), "x", StandardOpenOption.APPEND));
        ways.put("append-Files.newBufferedWriter", scene -> {
            try (BufferedWriter writer = Files.newBufferedWriter(scene.old(), StandardOpenOption.APPEND)) {
                writer.write("x");
            }
        });
        ways.put("append-FileChannel", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.APPEND)) {
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
            }
        });
    }

    private static void truncations(Map<String, Way> ways) {
        ways.put("truncate-FileOutputStream", scene -> new FileOutputStream(scene.old().toFile()).close());
        ways.put("truncate-PrintWriter", scene -> new PrintWriter(scene.old().toFile()).close());
        ways.put("truncate-Files.newOutputStream", scene -> Files.newOutputStream(scene.old()).close());
        ways.put("truncate-FileChannel-open", scene -> FileChannel.open(scene.old(), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING).close());
        ways.put("truncate-FileChannel.truncate", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        });
        ways.put("truncate-RandomAccessFile.getChannel", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "rw")) {
                file.getChannel().truncate(0);
            }
        });
        ways.put("truncate-AsynchronousFileChannel", scene -> {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(scene.old(), StandardOpenOption.WRITE)) {
                channel.truncate(0);
            }
        });
        ways.put("truncate-RandomAccessFile.setLength", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "rw")) {
                file.setLength(0);
            }
        });
    }
}
