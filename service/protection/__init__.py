"""What keeps the service answering, whoever asks: limits, the queue, the door that requests come through."""
