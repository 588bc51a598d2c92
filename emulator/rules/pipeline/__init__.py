"""What comes before an order: opportunities, estimates, requisitions."""
