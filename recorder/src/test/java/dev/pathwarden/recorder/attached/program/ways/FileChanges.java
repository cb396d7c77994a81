package dev.pathwarden.recorder.attached.program.ways;

import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Map;

/** Files copied, moved and linked, directories made, rights, owners and times changed. */
final class FileChanges {

    private static final FileTime EPOCH = FileTime.fromMillis(0);

    private FileChanges() {
    }

    static void addTo(Map<String, Way> ways) {
        names(ways);
        directories(ways);
        rights(ways);
        times(ways);
    }

    private static void names(Map<String, Way> ways) {
        ways.put("copy-Files.copy", scene -> Files.copy(Path.of(scene.world("source")), scene.fresh()));
        ways.put("copy-Files.copy-attributes", scene -> Files.copy(Path.of(scene.world("source")), scene.fresh(), StandardCopyOption.COPY_ATTRIBUTES));
        ways.put("move-Files.move", scene -> Files.move(scene.old(), scene.fresh()));
        ways.put("move-Files.move-atomic", scene -> Files.move(scene.old(), scene.fresh(), StandardCopyOption.ATOMIC_MOVE));
        ways.put("move-File.renameTo", scene -> scene.old().toFile().renameTo(scene.fresh().toFile()));
        ways.put("move-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.move(scene.old().getFileName(), directory, scene.fresh().getFileName());
            }
        });
        ways.put("link-Files.createLink", scene -> Files.createLink(scene.fresh(), Path.of(scene.world("source"))));
        ways.put("link-Files.createSymbolicLink", scene -> Files.createSymbolicLink(scene.fresh(), Path.of(scene.world("source"))));
        ways.put("move-reflection", scene -> Files.class.getMethod("move", Path.class, Path.class, java.nio.file.CopyOption[].class)
                .invoke(null, scene.old(), scene.fresh(), new java.nio.file.CopyOption[0]));
    }

    private static void directories(Map<String, Way> ways) {
        ways.put("mkdir-Files.createDirectory", scene -> Files.createDirectory(scene.fresh()));
        ways.put("mkdir-Files.createDirectories", scene -> Files.createDirectories(scene.fresh()));
        ways.put("mkdir-Files.createTempDirectory", scene -> Files.createTempDirectory(scene.directory(), scene.token()));
        ways.put("mkdir-File.mkdir", scene -> scene.fresh().toFile().mkdir());
        ways.put("mkdir-File.mkdirs", scene -> scene.fresh().toFile().mkdirs());
        ways.put("mkdir-walk", scene -> Files.walkFileTree(scene.directory(), java.util.Set.of(), 0, new java.nio.file.SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, java.nio.file.attribute.BasicFileAttributes attributes) throws java.io.IOException {
                Files.createDirectory(scene.fresh());
                return FileVisitResult.TERMINATE;
            }
        }));
    }

    private static void rights(Map<String, Way> ways) {
        ways.put("chmod-File.setReadable", scene -> scene.old().toFile().setReadable(true, false));
        ways.put("chmod-File.setWritable", scene -> scene.old().toFile().setWritable(true, false));
        ways.put("chmod-File.setExecutable", scene -> scene.old().toFile().setExecutable(true));
        ways.put("chmod-File.setReadOnly", scene -> scene.old().toFile().setReadOnly());
        ways.put("chmod-Files.setPosixFilePermissions", scene -> Files.setPosixFilePermissions(scene.old(), PosixFilePermissions.fromString("rwxrwxrwx")));
        ways.put("chmod-Files.setAttribute-posix", scene -> Files.setAttribute(scene.old(), "posix:permissions", PosixFilePermissions.fromString("rwxrwxrwx")));
        ways.put("chmod-Files.setAttribute-unix", scene -> Files.setAttribute(scene.old(), "unix:mode", 0777));
        ways.put("chmod-PosixFileAttributeView", scene -> Files.getFileAttributeView(scene.old(), PosixFileAttributeView.class).setPermissions(PosixFilePermissions.fromString("rwxrwxrwx")));
        ways.put("chmod-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.getFileAttributeView(scene.old().getFileName(), PosixFileAttributeView.class).setPermissions(PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        });
        // To the owner and group it has already: only who is root can do more, and the kernel notes it all the same.
        ways.put("chown-Files.setOwner", scene -> Files.setOwner(scene.old(), Files.getOwner(scene.old())));
        ways.put("chown-FileOwnerAttributeView", scene -> {
            FileOwnerAttributeView view = Files.getFileAttributeView(scene.old(), FileOwnerAttributeView.class);
            view.setOwner(view.getOwner());
        });
        ways.put("chown-PosixFileAttributeView.setGroup", scene -> Files.getFileAttributeView(scene.old(), PosixFileAttributeView.class)
                .setGroup(Files.readAttributes(scene.old(), PosixFileAttributes.class).group()));
        ways.put("chown-Files.setAttribute", scene -> Files.setAttribute(scene.old(), "unix:gid", Files.getAttribute(scene.old(), "unix:gid")));
        ways.put("xattr-UserDefinedFileAttributeView", scene -> Files.getFileAttributeView(scene.old(), UserDefinedFileAttributeView.class).write("note", ByteBuffer.wrap(scene.line())));
        ways.put("xattr-Files.setAttribute", scene -> Files.setAttribute(scene.old(), "user:note", scene.line()));
    }

    private static void times(Map<String, Way> ways) {
        ways.put("touch-File.setLastModified", scene -> scene.old().toFile().setLastModified(0));
        ways.put("touch-Files.setLastModifiedTime", scene -> Files.setLastModifiedTime(scene.old(), EPOCH));
        ways.put("touch-Files.setAttribute", scene -> Files.setAttribute(scene.old(), "lastModifiedTime", EPOCH));
        ways.put("touch-BasicFileAttributeView", scene -> Files.getFileAttributeView(scene.old(), BasicFileAttributeView.class).setTimes(EPOCH, EPOCH, null));
        ways.put("touch-SecureDirectoryStream", scene -> {
            try (SecureDirectoryStream<Path> directory = FileReads.secure(scene.directory())) {
                directory.getFileAttributeView(scene.old().getFileName(), BasicFileAttributeView.class).setTimes(EPOCH, EPOCH, null);
            }
        });
    }
}
