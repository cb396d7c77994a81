package dev.pathwarden.recorder.attached.program;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CountDownLatch;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Another agent, which comes first: it uses files, timers and HTTP clients before ours is there, and weaves its own advice into the same classes. */
public final class OtherAgent {

    private OtherAgent() {
    }

    /** Called by the JVM. */
    public static void premain(String options, Instrumentation instrumentation) throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        new Timer(true).schedule(new TimerTask() {
            @Override
            public void run() {
                ran.countDown();
            }
        }, 0);
        ran.await();
        Path file = File.createTempFile("other", null).toPath();
        try (DirectoryStream<Path> directory = Files.newDirectoryStream(file.getParent())) {
            directory.iterator();
        }
        Files.delete(file);
        HttpClient.newHttpClient();
        ((HttpURLConnection) URI.create("http://127.0.0.1/").toURL().openConnection()).setRequestMethod("GET");
        new AgentBuilder.Default()
                .ignore(none())
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .type(namedOneOf("java.io.FileOutputStream", "java.io.File", "java.net.Socket", "java.lang.ProcessBuilder", "java.util.concurrent.ThreadPoolExecutor"))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Timing.class)
                        .on(isMethod().and(not(isNative())).and(namedOneOf("open", "delete", "connect", "start", "execute")))))
                .installOn(instrumentation);
    }

    /** What it weaves in. */
    static final class Timing {

        private Timing() {
        }

        @Advice.OnMethodEnter(suppress = Throwable.class)
        static long enter() {
            return System.nanoTime();
        }

        @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
        static void exit(@Advice.Enter long began) {
            if (System.nanoTime() < began) {
                throw new IllegalStateException();
            }
        }
    }
}
