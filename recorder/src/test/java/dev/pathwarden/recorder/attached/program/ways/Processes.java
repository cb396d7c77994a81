package dev.pathwarden.recorder.attached.program.ways;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;

/** Processes started. */
final class Processes {

    private Processes() {
    }

    static void addTo(Map<String, Way> ways) {
        ways.put("exec-ProcessBuilder", scene -> new ProcessBuilder("touch", scene.fresh().toString()).start().waitFor());
        ways.put("exec-ProcessBuilder-environment", scene -> {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", "touch \"$NAME\"", scene.token());
            builder.environment().put("NAME", scene.fresh().toString());
            builder.start().waitFor();
        });
        ways.put("exec-ProcessBuilder-directory", scene -> new ProcessBuilder("touch", scene.token()).directory(scene.directory().toFile()).start().waitFor());
        ways.put("exec-ProcessBuilder.inheritIO", scene -> new ProcessBuilder("touch", scene.fresh().toString()).inheritIO().start().waitFor());
        ways.put("exec-ProcessBuilder.startPipeline", scene -> ProcessBuilder.startPipeline(List.of(new ProcessBuilder("echo", scene.fresh().toString()), new ProcessBuilder("xargs", "touch")))
                .get(1).waitFor());
        ways.put("exec-Runtime.exec-array", scene -> Runtime.getRuntime().exec(new String[] {"touch", scene.fresh().toString()}).waitFor());
        ways.put("exec-Runtime.exec-environment", scene -> Runtime.getRuntime().exec(new String[] {"sh", "-c", "touch \"$NAME\"", scene.token()}, new String[] {"NAME=" + scene.fresh()}).waitFor());
        ways.put("exec-Runtime.exec-directory", scene -> Runtime.getRuntime().exec(new String[] {"touch", scene.token()}, null, scene.directory().toFile()).waitFor());
        ways.put("exec-Runtime.exec-line", scene -> ((Process) Runtime.class.getMethod("exec", String.class).invoke(Runtime.getRuntime(), "touch " + scene.fresh())).waitFor());
        ways.put("exec-shell", scene -> new ProcessBuilder("/bin/sh", "-c", "echo x > " + scene.fresh()).start().waitFor());
        ways.put("exec-reflection", scene -> ((Process) ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("touch", scene.fresh().toString()))).waitFor());
        ways.put("exec-method-handle", scene -> ((Process) MethodHandles.lookup().findVirtual(ProcessBuilder.class, "start", MethodType.methodType(Process.class))
                .invoke(new ProcessBuilder("touch", scene.fresh().toString()))).waitFor());
        ways.put("redirect-ProcessBuilder.redirectOutput", scene -> new ProcessBuilder("echo", "x").redirectOutput(scene.fresh().toFile()).start().waitFor());
        ways.put("redirect-ProcessBuilder.redirectError", scene -> new ProcessBuilder("sh", "-c", "echo x >&2").redirectError(scene.fresh().toFile()).start().waitFor());
        ways.put("redirect-ProcessBuilder-append", scene -> new ProcessBuilder("echo", "x").redirectOutput(Redirect.appendTo(scene.old().toFile())).start().waitFor());
        ways.put("redirect-ProcessBuilder.redirectInput", scene -> {
            Process process = new ProcessBuilder("cat").redirectInput(scene.old().toFile()).start();
            scene.tell(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            process.waitFor();
        });
        ways.put("redirect-ProcessBuilder.startPipeline", scene -> ProcessBuilder.startPipeline(List.of(new ProcessBuilder("echo", "x"),
                new ProcessBuilder("cat").redirectOutput(new File(scene.fresh().toString())))).get(1).waitFor());
    }
}
