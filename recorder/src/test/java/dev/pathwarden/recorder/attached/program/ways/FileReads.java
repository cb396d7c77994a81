package dev.pathwarden.recorder.attached.program.ways;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileReader;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Files read, directories listed. */
final class FileReads {

    private FileReads() {
    }

    static void addTo(Map<String, Way> ways) {
        streams(ways);
        channels(ways);
        archives(ways);
        listings(ways);
    }

    private static void streams(Map<String, Way> ways) {
        ways.put("read-FileInputStream", scene -> tell(scene, new FileInputStream(scene.old().toFile())));
        ways.put("read-FileReader", scene -> {
            try (BufferedReader reader = new BufferedReader(new FileReader(scene.old().toFile()))) {
                scene.tell(reader.readLine());
            }
        });
        ways.put("read-Scanner", scene -> {
            try (Scanner scanner = new Scanner(scene.old().toFile())) {
                scene.tell(scanner.nextLine());
            }
        });
        ways.put("read-RandomAccessFile", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "r")) {
                scene.tell(file.readLine());
            }
        });
        ways.put("read-RandomAccessFile-rw", scene -> {
            try (RandomAccessFile file = new RandomAccessFile(scene.old().toFile(), "rw")) {
                scene.tell(file.readLine());
            }
        });
        ways.put("read-Files.readString", scene -> scene.tell(Files.readString(scene.old())));
        ways.put("read-Files.readAllBytes", scene -> scene.tell(text(Files.readAllBytes(scene.old()))));
        ways.put("read-Files.readAllLines", scene -> scene.tell(Files.readAllLines(scene.old()).get(0)));
        ways.put("read-Files.lines", scene -> {
            try (Stream<String> lines = Files.lines(scene.old())) {
                scene.tell(lines.findFirst().orElseThrow());
            }
        });
        ways.put("read-Files.newInputStream", scene -> tell(scene, Files.newInputStream(scene.old())));
        ways.put("read-Files.newBufferedReader", scene -> {
            try (BufferedReader reader = Files.newBufferedReader(scene.old())) {
                scene.tell(reader.readLine());
            }
        });
        ways.put("read-Files.copy-to-stream", scene -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Files.copy(scene.old(), bytes);
            scene.tell(text(bytes.toByteArray()));
        });
        ways.put("read-URL.openStream", scene -> tell(scene, scene.old().toUri().toURL().openStream()));
        ways.put("read-URLClassLoader", scene -> {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {scene.directory().toUri().toURL()}, null)) {
                tell(scene, loader.getResourceAsStream(scene.old().getFileName().toString()));
            }
        });
        ways.put("read-reflection", scene -> tell(scene, (InputStream) Class.forName("java.io.FileInputStream").getConstructor(File.class).newInstance(scene.old().toFile())));
        ways.put("read-method-handle", scene -> scene.tell(
                (String) MethodHandles.lookup().findStatic(Files.class, "readString", MethodType.methodType(String.class, Path.class)).invoke(scene.old())));
    }

    private static void channels(Map<String, Way> ways) {
        ways.put("read-FileChannel", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old())) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
        ways.put("read-FileChannel-rw", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
        ways.put("read-FileInputStream.getChannel", scene -> {
            try (FileInputStream in = new FileInputStream(scene.old().toFile())) {
                tell(scene, Channels.newInputStream(in.getChannel()));
            }
        });
        ways.put("read-FileChannel.map", scene -> {
            try (FileChannel channel = FileChannel.open(scene.old())) {
                scene.tell(StandardCharsets.UTF_8.decode(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())).toString());
            }
        });
        ways.put("read-FileChannel.transferTo", scene -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (FileChannel channel = FileChannel.open(scene.old())) {
                channel.transferTo(0, channel.size(), Channels.newChannel(bytes));
            }
            scene.tell(text(bytes.toByteArray()));
        });
        ways.put("read-Files.newByteChannel", scene -> {
            try (SeekableByteChannel channel = Files.newByteChannel(scene.old())) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
        ways.put("read-Files.newByteChannel-rw", scene -> {
            try (SeekableByteChannel channel = Files.newByteChannel(scene.old(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
        ways.put("read-AsynchronousFileChannel-rw", scene -> {
            ByteBuffer buffer = ByteBuffer.allocate(512);
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(scene.old(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                channel.read(buffer, 0).get();
            }
            scene.tell(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        });
        ways.put("read-AsynchronousFileChannel", scene -> {
            ByteBuffer buffer = ByteBuffer.allocate(512);
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(scene.old())) {
                channel.read(buffer, 0).get();
            }
            scene.tell(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        });
        ways.put("read-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = secure(scene.directory()); SeekableByteChannel channel = directory.newByteChannel(scene.old().getFileName(), Set.of())) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
        ways.put("read-SecureDirectoryStream-rw", scene -> {
            try (SecureDirectoryStream<Path> directory = secure(scene.directory());
                    SeekableByteChannel channel = directory.newByteChannel(scene.old().getFileName(), Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE))) {
                tell(scene, Channels.newInputStream(channel));
            }
        });
    }

    private static void archives(Map<String, Way> ways) {
        ways.put("read-ZipFile", scene -> {
            try (ZipFile zip = new ZipFile(scene.old().toFile())) {
                tell(scene, zip.getInputStream(zip.getEntry("entry")));
            }
        });
        ways.put("read-JarFile", scene -> {
            try (JarFile jar = new JarFile(scene.old().toFile())) {
                tell(scene, jar.getInputStream(jar.getEntry("entry")));
            }
        });
        ways.put("read-zip-file-system", scene -> {
            try (FileSystem zip = FileSystems.newFileSystem(scene.old())) {
                scene.tell(Files.readString(zip.getPath("entry")));
            }
        });
        ways.put("read-jar-URL", scene -> tell(scene, URI.create("jar:" + scene.old().toUri() + "!/entry").toURL().openStream()));
    }

    private static void listings(Map<String, Way> ways) {
        ways.put("list-File.list", scene -> scene.tell(scene.old().toFile().list()[0]));
        ways.put("list-File.listFiles", scene -> scene.tell(scene.old().toFile().listFiles()[0].getName()));
        ways.put("list-Files.list", scene -> {
            try (Stream<Path> paths = Files.list(scene.old())) {
                scene.tell(name(paths.findFirst().orElseThrow()));
            }
        });
        ways.put("list-Files.walk", scene -> {
            try (Stream<Path> paths = Files.walk(scene.old())) {
                scene.tell(name(paths.reduce((first, last) -> last).orElseThrow()));
            }
        });
        ways.put("list-Files.find", scene -> {
            try (Stream<Path> paths = Files.find(scene.old(), 1, (path, attributes) -> attributes.isRegularFile())) {
                scene.tell(name(paths.findFirst().orElseThrow()));
            }
        });
        ways.put("list-Files.walkFileTree", scene -> Files.walkFileTree(scene.old(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                scene.tell(name(file));
                return FileVisitResult.CONTINUE;
            }
        }));
        ways.put("list-DirectoryStream", scene -> {
            try (DirectoryStream<Path> directory = Files.newDirectoryStream(scene.old())) {
                scene.tell(name(directory.iterator().next()));
            }
        });
        ways.put("list-DirectoryStream-glob", scene -> {
            try (DirectoryStream<Path> directory = Files.newDirectoryStream(scene.old(), "*")) {
                scene.tell(name(directory.iterator().next()));
            }
        });
        ways.put("list-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = secure(scene.directory()); DirectoryStream<Path> below = directory.newDirectoryStream(scene.old().getFileName())) {
                scene.tell(name(below.iterator().next()));
            }
        });
    }

    /** A secure stream over a directory. */
    static SecureDirectoryStream<Path> secure(Path directory) throws java.io.IOException {
        return (SecureDirectoryStream<Path>) Files.newDirectoryStream(directory);
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void tell(Scene scene, InputStream in) throws java.io.IOException {
        try (in) {
            scene.tell(text(in.readAllBytes()));
        }
    }
}
