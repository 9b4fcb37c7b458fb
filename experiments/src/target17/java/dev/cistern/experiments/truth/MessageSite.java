package dev.cistern.experiments.truth;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/** A {@link Message}, 10,000 a second, read and dropped by another thread: pays, if that thread gives it back. */
final class MessageSite implements Site {
    private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(1024);
    private final LifeBook lives = new LifeBook();
    private long number;
    private long checksum;

    MessageSite(ThreadFactory threads) {
        threads.newThread(this::receive).start();
    }

    @Override
    public String name() {
        return "message";
    }

    @Override
    public String className() {
        return Message.class.getName();
    }

    @Override
    public String method() {
        return "compose";
    }

    @Override
    public int objectsPerSecond() {
        return 10_000;
    }

    @Override
    public void allocate(int count) {
        try {
            for (int i = 0; i < count; i++) {
                queue.put(compose());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Message compose() {
        Message message = new Message();
        message.number = number++;
        message.sentNanos = System.nanoTime();
        return message;
    }

    private void receive() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Message message = queue.take();
                checksum += message.number;
                lives.add(System.nanoTime() - message.sentNanos);
                lives.publish();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public double lifeSeconds() {
        return lives.meanSeconds();
    }

    @Override
    public Object specimen() {
        Message message = new Message();
        message.number = checksum;
        return message;
    }
}
