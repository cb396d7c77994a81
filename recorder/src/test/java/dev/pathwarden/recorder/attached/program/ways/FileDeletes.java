package dev.pathwarden.recorder.attached.program.ways;

import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;

/** Files and directories deleted. */
final class FileDeletes {

    private FileDeletes() {
    }

    static void addTo(Map<String, Way> ways) {
        ways.put("delete-File.delete", scene -> scene.old().toFile().delete());
        ways.put("delete-Files.delete", scene -> Files.delete(scene.old()));
        ways.put("delete-Files.deleteIfExists", scene -> Files.deleteIfExists(scene.old()));
        ways.put("delete-reflection", scene -> File.class.getMethod("delete").invoke(scene.old().toFile()));
        ways.put("delete-method-handle", scene -> {
            boolean gone = (boolean) MethodHandles.lookup().findVirtual(File.class, "delete", MethodType.methodType(boolean.class)).invoke(scene.old().toFile());
        });
        ways.put("delete-on-close", scene -> FileChannel.open(scene.old(), StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE).close());
        ways.put("delete-on-close-written", scene -> FileChannel.open(scene.old(), StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE).close());
        ways.put("delete-on-close-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.newByteChannel(scene.old().getFileName(), Set.of(StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE)).close();
            }
        });
        ways.put("delete-on-exit", scene -> scene.old().toFile().deleteOnExit());
        ways.put("delete-SecureDirectoryStream.deleteFile", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.deleteFile(scene.old().getFileName());
            }
        });
        ways.put("rmdir-File.delete", scene -> scene.old().toFile().delete());
        ways.put("rmdir-Files.delete", scene -> Files.delete(scene.old()));
        ways.put("rmdir-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.deleteDirectory(scene.old().getFileName());
            }
        });
    }
}
