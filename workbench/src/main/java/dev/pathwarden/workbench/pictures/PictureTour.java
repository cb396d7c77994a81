package dev.pathwarden.workbench.pictures;

import dev.pathwarden.workbench.text.Texts;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * Takes pictures of the window, one after the other, in two sizes.
 *
 * <p>A picture is taken when the window has its size, nothing is being worked out any more, and that stayed so for some pulses, in which
 * layout and drawing settle. There is no sleeping: a slow machine takes longer and takes the same pictures.
 */
public final class PictureTour {

    private static final Texts TEXTS = Texts.of(PictureTour.class);
    private static final List<Size> SIZES = List.of(new Size(1000, 700), new Size(1920, 1080));
    /** Layout and canvases need a few pulses: one lays out, one draws, and a background task may start in between. */
    private static final int QUIET_PULSES = 12;
    /** Far more pulses than any view needs; a tour that waits longer has hung. About two minutes. */
    private static final int MOST_PULSES = 7_200;

    private final Stage stage;
    private final List<Shot> shots;
    private final BooleanSupplier busy;
    private final ReadOnlyStringProperty problem;
    private final Rectangle2D screen = Screen.getPrimary().getBounds();
    private final PictureFrame frame;

    /**
     * Prepares a tour.
     *
     * @param stage the window, shown
     * @param shots what to take
     * @param busy whether something is being worked out
     * @param problem what went wrong; ends the tour when it is not empty
     */
    public PictureTour(Stage stage, List<Shot> shots, BooleanSupplier busy, ReadOnlyStringProperty problem) {
        this.stage = stage;
        this.shots = List.copyOf(shots);
        this.busy = busy;
        this.problem = problem;
        this.frame = PictureFrame.around(stage.getScene());
    }

    /**
     * Starts the tour and returns; the rest happens pulse by pulse.
     *
     * @param directory where to write; made where it does not exist
     * @param done gets the files in the order they were written
     * @param failed gets what went wrong
     */
    public void run(Path directory, Consumer<List<Path>> done, Consumer<Failure> failed) {
        Deque<Step> steps = new ArrayDeque<>();
        for (Size size : SIZES) {
            for (Shot shot : shots) {
                steps.add(new Step(size, shot));
            }
        }
        List<Path> files = new ArrayList<>();
        new AnimationTimer() {
            private int pulses;
            private int quiet;
            private boolean prepared;

            @Override
            public void handle(long now) {
                if (!problem.get().isEmpty()) {
                    stop();
                    failed.accept(new Failure(problem.get(), false));
                    return;
                }
                quiet = busy.getAsBoolean() ? 0 : quiet + 1;
                if (pulses++ > MOST_PULSES) {
                    stop();
                    failed.accept(new Failure(TEXTS.get("hung"), true));
                } else if (quiet >= QUIET_PULSES) {
                    pulses = 0;
                    quiet = 0;
                    proceed();
                }
            }

            private void proceed() {
                Step step = steps.peek();
                if (step == null) {
                    stop();
                    done.accept(files);
                } else if (!prepared) {
                    fit(step.size());
                    step.shot().prepare().run();
                    prepared = true;
                } else {
                    prepared = false;
                    steps.remove();
                    Path file = directory.resolve(step.shot().name() + "-" + step.size().width() + "x" + step.size().height() + ".png");
                    try {
                        write(file);
                        files.add(file);
                    } catch (IOException e) {
                        stop();
                        failed.accept(new Failure(TEXTS.get("unwritten", file, e.getMessage()), true));
                    }
                }
            }
        }.start();
    }

    /** The content gets the size, whatever frame the window has around it. A window cannot grow past the screen; the content then reaches beyond it. */
    private void fit(Size size) {
        stage.setX(screen.getMinX());
        stage.setY(screen.getMinY());
        stage.setWidth(Math.min(size.width(), screen.getWidth()) + stage.getWidth() - stage.getScene().getWidth());
        stage.setHeight(Math.min(size.height(), screen.getHeight()) + stage.getHeight() - stage.getScene().getHeight());
        frame.fit(size.width(), size.height());
    }

    private void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            PngWriter.write(frame.content().snapshot(null, null), out);
        }
    }

    /**
     * Why a tour ended early.
     *
     * @param message one sentence
     * @param environment whether the machine is to blame, not the input
     */
    public record Failure(String message, boolean environment) {
    }

    private record Size(int width, int height) {
    }

    private record Step(Size size, Shot shot) {
    }
}
